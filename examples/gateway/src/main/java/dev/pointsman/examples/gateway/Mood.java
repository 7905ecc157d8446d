package dev.pointsman.examples.gateway;

/** How an embedded provider behaves. */
enum Mood {
    /** As it usually does. */
    CALM,
    /** Every first token takes seconds. */
    SLOW,
    /** Every request is answered with 503. */
    FAILING,
    /** Nobody listens: connections are refused. */
    DOWN
}
