// How long the page's own thread works on each change of a card: from the frame's arrival to the end
// of that task (its script, and the layout that it asks for), and then from the beginning of the next
// frame of the screen to its end (style, layout, paint). What lies between is waiting, not work.
{
  const spent = (globalThis.benchSpent = [])
  const isOfCard = (text) => /"type":"update"/.test(text) && /"type":"card"|"card:/.test(text)
  const after = (then) => {
    const channel = new MessageChannel()
    channel.port1.onmessage = then
    channel.port2.postMessage(0)
  }
  globalThis.WebSocket = class extends WebSocket {
    constructor(...given) {
      super(...given)
      // Before the client adds its own.
      this.addEventListener('message', ({ data }) => {
        if (isOfCard(data)) measure()
      })
    }
  }
  function measure() {
    const arrived = performance.now()
    let applied = 0
    after(() => {
      applied = performance.now() - arrived
    })
    requestAnimationFrame(() => {
      const began = performance.now()
      after(() => {
        spent.push(applied + performance.now() - began)
      })
    })
  }
}
