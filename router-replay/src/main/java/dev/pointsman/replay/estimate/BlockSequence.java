package dev.pointsman.replay.estimate;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A log in blocks, in the order of their first rows. A session is in the block of its first row as a whole: its calls have
 * much in common, such as the model that has its prompt.
 *
 * <p>A session of more calls than any conversation has is the key of an application; it goes on in a new block from time to
 * time. So does one that has been forgotten, of which there have been many since.
 */
final class BlockSequence {
    private static final int MOST_CALLS = 1_000;
    private static final int MOST_SESSIONS = 100_000;

    private final GroupSequence<Block> blocks = new GroupSequence<>(Block::new);
    private final Map<String, KnownSession> sessions = new LinkedHashMap<>(16, .75f, true); // by their last row

    private static final class KnownSession {
        private final GroupSequence.Place place;
        private int calls = 1;

        KnownSession(GroupSequence.Place place) {
            this.place = place;
        }
    }

    void add(WeightedRow row, boolean choice) {
        block(row.row().session()).add(row, choice);
    }

    private Block block(@Nullable String session) {
        KnownSession known = session == null ? null : sessions.get(session);
        if (known != null && known.calls < MOST_CALLS) {
            known.calls++;
            return blocks.at(known.place);
        }
        Block block = blocks.next();
        if (session != null) {
            sessions.put(session, new KnownSession(blocks.place()));
            if (sessions.size() > MOST_SESSIONS) {
                sessions.remove(sessions.keySet().iterator().next());
            }
        }
        return block;
    }

    /** Returns all blocks; the last may be shorter than the others. */
    List<Block> all() {
        return blocks.all();
    }
}
