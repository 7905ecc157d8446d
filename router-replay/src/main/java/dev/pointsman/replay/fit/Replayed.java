package dev.pointsman.replay.fit;

import java.util.List;

/**
 * How the calls of a log fared under a policy in the simulator.
 *
 * @param figures how they fared
 * @param beyond models that had more than {@link #MUCH_MORE} times as many calls at once as the log has ever seen there:
 *     what they do then is not known
 */
public record Replayed(Figures figures, List<String> beyond) {

    /** From how many times the log's largest load on a replay is a guess. */
    public static final double MUCH_MORE = 1.25;

    /** Copies the list. */
    public Replayed {
        beyond = List.copyOf(beyond);
    }
}
