package dev.pointsman.model;

/**
 * Why one model was not a candidate for one call.
 *
 * @param model the model's id
 * @param reason the rule that excluded it
 * @param detail the values that decided, for people
 */
public record Exclusion(String model, Reason reason, String detail) {

    /** The rules that exclude models: first what a call may never bypass, then what passes with time. */
    public enum Reason {
        /** It can't do the operation. */
        OPERATION(true),
        /** The call's list of models does not admit it. */
        MODEL(true),
        /** The call's list of providers does not admit it. */
        PROVIDER(true),
        /** The call's list of regions does not admit it. */
        REGION(true),
        /** It lacks a required capability. */
        CAPABILITY(true),
        /** The call is too long for its context window. */
        CONTEXT_WINDOW(true),
        /** It may not serve this tenant. */
        TENANT(true),
        /** It costs more than the call's ceiling, or its price is unknown. */
        PRICE(true),
        /** A model of a better tier can serve. */
        TIER(false),
        /** This call has already tried it. */
        TRIED(false),
        /** Its provider has forbidden this call. */
        FORBIDDEN(false),
        /** This call asks another model again, after a failure that may be short-lived. */
        RETRY(false),
        /** A drill treats it as down. */
        DRILL(false),
        /** Somebody holds it out. */
        HELD(false),
        /** Its provider refused the key, does not know the model or has no quota left for it. */
        OUT(false),
        /** Its provider asked to be left alone for a while. */
        COOLDOWN(false),
        /** Its breaker is open. */
        OPEN(false),
        /** Its breaker lets few calls through after an outage, and those places are taken. */
        RECOVERING(false);

        private final boolean hard;

        Reason(boolean hard) {
            this.hard = hard;
        }

        /**
         * Whether the rule is a constraint of the call itself, which nothing may bypass.
         *
         * @return true for constraints of the call, false for the state of the model
         */
        public boolean isHard() {
            return hard;
        }

        /** The name as in messages, such as {@code context-window}. */
        @Override
        public String toString() {
            return EnumNames.of(this);
        }
    }

    /** The model, the reason and the detail in one line. */
    @Override
    public String toString() {
        return model + ": " + reason + " (" + detail + ")";
    }
}
