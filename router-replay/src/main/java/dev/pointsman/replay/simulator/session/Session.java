package dev.pointsman.replay.simulator.session;

import java.util.List;

/**
 * Session: turns of one conversation, with all lengths and pauses.
 *
 * @param number its number in its traffic, from 0
 * @param isSingle whether it is a single call that belongs to no session
 * @param countFactor factor by which routers misjudge its prompts' tokens; over 0
 * @param beginning hash of the beginning of its prompts that its application shares; 0 for none
 * @param beginningTokens the tokens of that beginning; 0 for none
 * @param turns its turns; at least one, at most {@link #MOST_TURNS}
 */
record Session(
        int number,
        boolean isSingle,
        double countFactor,
        long beginning,
        int beginningTokens,
        List<SessionTurn> turns) {

    /** Turns of a session that are told apart. */
    static final int MOST_TURNS = 128;

    /** Returns the number of a turn among all turns of the traffic. */
    long call(int turn) {
        return (long) number * MOST_TURNS + turn;
    }
}
