package dev.pointsman.state;

import org.jspecify.annotations.Nullable;

/**
 * State of a session after a turn: how many turns it has had, and which deployments have read its prompt. Immutable.
 *
 * @param turns the number of the last turn, from 1
 * @param promptTokens the length of its prompt; 0 if unknown
 * @param endNanos the time of its end, in nanoseconds of any origin
 * @param latest the prompt at the deployment that served it; those of up to two other ones follow
 */
public record SessionState(int turns, int promptTokens, long endNanos, CachedPrompt latest) {
    private static final int MOST = 3;

    /**
     * Returns the state of a session after a turn.
     *
     * @param before the state before; null for the first turn
     * @param turn the turn
     * @return the state
     */
    public static SessionState after(@Nullable SessionState before, ServedTurn turn) {
        CachedPrompt others = before == null ? null : without(before.latest, turn.model(), MOST - 1);
        CachedPrompt latest = new CachedPrompt(turn.model(), turn.promptTokens(), turn.readNanos(), others);
        return new SessionState(turn.turn(), turn.promptTokens(), turn.endNanos(), latest);
    }

    /**
     * Returns the model that served the last turn.
     *
     * @return the model's id
     */
    public String model() {
        return latest.model();
    }

    /**
     * Returns the prompt that a deployment has read.
     *
     * @param model the model's id
     * @return the prompt; null if it has not read any
     */
    public @Nullable CachedPrompt at(String model) {
        for (CachedPrompt prompt = latest; prompt != null; prompt = prompt.next()) {
            if (prompt.model().equals(model)) {
                return prompt;
            }
        }
        return null;
    }

    /** Returns at most so many prompts without that of a model. */
    private static @Nullable CachedPrompt without(@Nullable CachedPrompt prompt, String model, int most) {
        if (prompt == null || most == 0) {
            return null;
        }
        if (prompt.model().equals(model)) {
            return without(prompt.next(), model, most);
        }
        CachedPrompt rest = without(prompt.next(), model, most - 1);
        return sameRest(prompt, rest)
                ? prompt
                : new CachedPrompt(prompt.model(), prompt.tokens(), prompt.readNanos(), rest);
    }

    @SuppressWarnings("ReferenceEquality") // an unchanged rest is shared
    private static boolean sameRest(CachedPrompt prompt, @Nullable CachedPrompt rest) {
        return prompt.next() == rest;
    }
}
