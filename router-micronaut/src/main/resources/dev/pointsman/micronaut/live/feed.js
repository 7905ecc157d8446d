/** The stream of server-sent events, opened again when it breaks. */
const TRY_AGAIN_MILLIS = 10_000;

export class Feed {
  #source = null;
  #heard;
  #state;

  constructor(heard, state) {
    this.#heard = heard;
    this.#state = state;
  }

  open() {
    this.#state('connecting', 'Connecting…');
    const source = new EventSource('ui/events');
    this.#source = source;
    source.addEventListener('open', () => this.#state('live', 'Live'));
    for (const name of ['history', 'tick']) {
      source.addEventListener(name, event => this.#heard(name, JSON.parse(event.data)));
    }
    source.addEventListener('error', () => {
      if (source.readyState === EventSource.CLOSED && this.#source === source) {
        this.#state('lost', 'Refused: too many open pages, or no permission. Trying again…');
        setTimeout(() => this.open(), TRY_AGAIN_MILLIS);
      } else {
        this.#state('lost', 'Connection lost. Trying again…');
      }
    });
  }
}
