package dev.pointsman.testkit.internal.protocol;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Account whose opaque reasoning state is valid nowhere else.
 *
 * @param name the name; empty for a provider without reasoning, which takes any state
 */
public record ReasoningAccount(String name) {
    public static final ReasoningAccount NONE = new ReasoningAccount("");

    /** Returns the state of the answer to a call; empty if the call does not ask for reasoning. */
    public String state(ReceivedCall call) {
        if (name.isEmpty() || !call.wantsReasoning()) {
            return "";
        }
        byte[] text = (name + "/" + call.number()).getBytes(StandardCharsets.UTF_8);
        return Base64.getEncoder().encodeToString(text);
    }

    /** Returns whether a provider of this account takes a state. */
    boolean isOwn(String state) {
        return name.isEmpty() || decoded(state).startsWith(name + "/");
    }

    private static String decoded(String state) {
        try {
            return new String(Base64.getDecoder().decode(state), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException foreign) {
            return "";
        }
    }
}
