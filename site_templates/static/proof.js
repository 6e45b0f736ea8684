// Loaded when a comment is sent: work that shows that a page's script sent this text, now.
const hex = (bytes) => Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");

async function sha256(text) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", new TextEncoder().encode(text)));
}

// A number whose digest begins with thirteen zero bits. It takes 8,192 tries on average; without it, as in a
// browser that cannot, the comment waits for the owner.
export async function prove(post, text) {
  const minute = Math.floor(Date.now() / 60_000);
  const start = `${post}.${minute}.${hex(await sha256(text))}.`;
  for (let number = Math.floor(Math.random() * 1e9); ; number += 64) {
    const tries = Array.from({ length: 64 }, (_, step) => number + step);
    const digests = await Promise.all(tries.map((each) => sha256(start + each)));
    const found = digests.findIndex(([first, second]) => !first && second < 8);
    if (found >= 0) return `${minute}.${tries[found]}`;
  }
}
