package dev.pointsman.replay.simulator.session;

import org.jspecify.annotations.Nullable;

/** Knowledge of a router about the session of a call. */
enum SessionHints {
    /** The session's key, the number of the turn and the beginning that the application's prompts share. */
    ALL,
    /** The session's key. */
    KEY,
    /** Nothing. */
    NONE,
    /** A key that is another one at each turn. */
    CHANGING_KEY,
    /** A key that two sessions share. */
    SHARED_KEY;

    @Nullable
    String key(Session session, int turn) {
        if (session.isSingle()) {
            return null;
        }
        return switch (this) {
            case ALL, KEY -> "s" + session.number();
            case NONE -> null;
            case CHANGING_KEY -> "s" + session.call(turn);
            case SHARED_KEY -> "s" + session.number() / 2;
        };
    }
}
