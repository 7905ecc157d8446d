package dev.pointsman.replay;

/** Something that happens at a virtual time; it may have several kinds of happenings, told apart by number. */
interface Event {
    void happen(int kind);
}
