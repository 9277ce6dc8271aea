// A screen: Debian's Chromium, without a window.
import { chromium } from 'playwright-core';

// Screen shows one picture of a drawer after the other. It ends with close.
export class Screen {
  static async open(drawer) {
    const browser = await chromium.launch({
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
    });
    const page = await browser.newPage({ viewport: { width: 700, height: 900 }, deviceScaleFactor: 2 });
    return Object.assign(new Screen(), { browser, page, drawer });
  }

  // show draws the picture. It fails where the renderer does not know something, and where words are cut off or wider than the screen.
  async show(picture, shown, people) {
    const body = this.drawer.frame(picture, shown, people);
    await this.page.setContent(`<!doctype html><meta charset="utf-8"><style>${this.drawer.css}</style>${body}`);
    const cut = await this.page.evaluate(cutOff);
    if (cut.length) throw new Error(`does not fit the screen: ${cut.join('; ')}`);
  }

  // keep writes what is shown into a file.
  async keep(path) {
    await this.page.locator('main').screenshot({ path });
  }

  async close() {
    await this.browser.close();
  }
}

// cutOff runs in the page: the words of everything that is wider than the screen, or than the room that it has.
function cutOff() {
  const right = document.querySelector('main').getBoundingClientRect().right;
  const wide = (e) => e.getBoundingClientRect().right > right + 0.5 || e.scrollWidth > e.clientWidth + 1;
  const blocks = [...document.querySelectorAll('main *')].filter((e) => getComputedStyle(e).display !== 'inline');
  return blocks.filter(wide).map((e) => `${e.tagName.toLowerCase()} "${e.textContent.slice(0, 60)}"`);
}
