package dev.pointsman.strategy;

/**
 * Draw of a candidate by a number of the session: over all sessions with the same probabilities as a draw by chance, and
 * for one session nearly always the same candidate, even if the probabilities differ a little or one joins or leaves.
 *
 * <p>Each candidate has an exponential random number of its own, by the session and the model's id; the least one over
 * its probability is drawn (the Gumbel-max trick).
 */
public final class SessionDraw {
    private SessionDraw() {}

    /**
     * Returns how late a candidate is in the race: the least one wins.
     *
     * @param number the session's number
     * @param model the model's id
     * @param probability the candidate's probability, over 0
     * @return over 0
     */
    public static double lateness(int number, String model, double probability) {
        long bits = mix(number * 0x9E3779B97F4A7C15L + model.hashCode() * 0xD1342543DE82EF95L);
        double uniform = ((bits >>> 11) + .5) * 0x1p-53;
        return -Math.log(uniform) / probability;
    }

    private static long mix(long bits) {
        long z = (bits ^ (bits >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
