// A page in the background may have its own timers slowed to one a second; a worker's are left alone.
setInterval(() => postMessage(0), 25);
