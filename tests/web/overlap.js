// Evaluated in the page of a wall screen: returns what is wrong with the cards in sight, as
// sentences; an empty list when no two overlap, none is cut, and nothing scrolls.
// `page.evaluate(Path("tests/web/overlap.js").read_text())`, once motion is over.
(() => {
  const ROUNDING_PX = 1
  const wrong = []
  const shown = [...document.querySelectorAll('[data-card]:not(.elsewhere)')]
  const name = (card) => `'${card.innerText.slice(0, 24)}'`
  const boxes = shown.map((card) => [card, card.getBoundingClientRect()])
  const whole = { left: 0, top: 0, right: innerWidth, bottom: innerHeight }
  const sheet = document.querySelector('[data-card]')?.closest('section')
  const within = sheet ? sheet.getBoundingClientRect() : whole

  for (const [at, [card, box]] of boxes.entries()) {
    if (box.width < 20 || box.height < 10) wrong.push(`${name(card)} has no size`)
    if (
      box.left < within.left - ROUNDING_PX ||
      box.top < within.top - ROUNDING_PX ||
      box.right > within.right + ROUNDING_PX ||
      box.bottom > within.bottom + ROUNDING_PX
    )
      wrong.push(`${name(card)} sticks out of the sheet`)
    for (const [other, there] of boxes.slice(at + 1)) {
      const across = Math.min(box.right, there.right) - Math.max(box.left, there.left)
      const down = Math.min(box.bottom, there.bottom) - Math.max(box.top, there.top)
      if (across > ROUNDING_PX && down > ROUNDING_PX)
        wrong.push(`${name(card)} and ${name(other)} overlap by ${across} × ${down}`)
    }
    for (const part of [card, ...card.querySelectorAll('*')]) {
      const inline = getComputedStyle(part).display === 'inline'
      // A shortened text ends in '…' on purpose; everything else must be whole.
      const onPurpose = card.classList.contains('shortened') && part.classList.contains('text')
      if (inline || onPurpose) continue
      if (part.scrollHeight > part.clientHeight + ROUNDING_PX && part.clientHeight > 0)
        wrong.push(`${name(card)} is cut from below by ${part.scrollHeight - part.clientHeight}`)
      if (part.scrollWidth > part.clientWidth + ROUNDING_PX && part.clientWidth > 0)
        wrong.push(`${name(card)} is cut at the side by ${part.scrollWidth - part.clientWidth}`)
    }
  }
  const root = document.documentElement
  if (root.scrollHeight > root.clientHeight || root.scrollWidth > root.clientWidth)
    wrong.push('the page scrolls')
  return [...new Set(wrong)]
})()
