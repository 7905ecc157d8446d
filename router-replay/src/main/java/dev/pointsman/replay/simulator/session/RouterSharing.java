package dev.pointsman.replay.simulator.session;

/** Relation of several routers to sessions. */
enum RouterSharing {
    /** Each call goes to a random router, and each router knows only the sessions of its own calls. */
    OWN_BOOKS,
    /** Each call goes to a random router, and all know the same sessions. */
    SHARED_BOOK,
    /** All calls of a session go to one router. */
    AFFINE_BALANCER
}
