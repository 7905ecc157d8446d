package dev.pointsman.model;

/**
 * The reason why a model was not a candidate for a call.
 *
 * @param model the model's id
 * @param reason the kind of the rule that excluded it
 * @param id the id of the rule, as in messages and logs: that of the reason, or the own one of an added rule
 * @param detail the deciding values, as readable text
 */
public record Exclusion(String model, Reason reason, String id, String detail) {

    /**
     * An exclusion by a built-in rule.
     *
     * @param model the model's id
     * @param reason the rule that excluded it
     * @param detail the deciding values, as readable text
     */
    public Exclusion(String model, Reason reason, String detail) {
        this(model, reason, reason.toString(), detail);
    }

    /**
     * The rules that exclude models: first the hard constraints of the request, then the transient states of the model.
     */
    public enum Reason {
        /** The model does not support the operation. */
        OPERATION(true),
        /** The request's model filter does not admit it. */
        MODEL(true),
        /** The request's provider filter does not admit it. */
        PROVIDER(true),
        /** The request's region filter does not admit it. */
        REGION(true),
        /** It lacks a required capability. */
        CAPABILITY(true),
        /** The prompt exceeds its context window. */
        CONTEXT_WINDOW(true),
        /** It may not serve this tenant. */
        TENANT(true),
        /** Its price exceeds the request's price ceiling or is unknown. */
        PRICE(true),
        /** An added rule excludes it from requests like this one. */
        RULE(true),
        /** An added rule excludes it for the time being. */
        LIMITED(false),
        /** A model of a higher tier is available. */
        TIER(false),
        /** The call has already tried it. */
        TRIED(false),
        /** Its provider has forbidden the call. */
        FORBIDDEN(false),
        /** The call retries another model after a transient failure. */
        RETRY(false),
        /** A drill treats it as down. */
        DRILL(false),
        /** An operator has forced its breaker open. */
        FORCED_OPEN(false, "held"),
        /** Disabled: its provider refused the key, does not know the model or has no quota left. */
        DISABLED(false, "out"),
        /** In a cooldown after a rate limit or at its provider's request. */
        COOLDOWN(false),
        /** Its circuit breaker is open. */
        OPEN(false),
        /** Its circuit breaker is half-open or ramping up after an outage, and no permit is free. */
        RECOVERING(false);

        private final boolean hard;
        private final String id;

        Reason(boolean hard) {
            this.hard = hard;
            this.id = EnumNames.of(this);
        }

        Reason(boolean hard, String id) {
            this.hard = hard;
            this.id = id;
        }

        /**
         * Returns whether the rule is a hard constraint of the request, which is never bypassed.
         *
         * @return true for constraints of the request, false for states of the model
         */
        public boolean isHard() {
            return hard;
        }

        /** The name as in messages, such as {@code context-window}. */
        @Override
        public String toString() {
            return id;
        }
    }

    /** The model, the id of the rule and the detail in one line. */
    @Override
    public String toString() {
        return model + ": " + id + " (" + detail + ")";
    }
}
