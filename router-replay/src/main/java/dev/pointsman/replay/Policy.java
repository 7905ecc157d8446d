package dev.pointsman.replay;

/** Who decides where calls go. */
interface Policy {

    /** A call comes in. */
    void call(long request, Arrival arrival);
}
