import './style/tokens.css'
import './style/base.css'
import './style/paper.css'
import { mount } from 'svelte'
import App from './App.svelte'
import { keepShell } from './shell'
import { show } from './theme.svelte'

show()
const target = document.getElementById('app')
if (target) {
  target.replaceChildren() // what stands there when this could not be loaded
  mount(App, { target })
}
keepShell()
