package dev.pointsman.testkit.internal.protocol;

import java.util.ArrayList;
import java.util.List;

/**
 * One call of a tool that the answer asks for.
 *
 * @param name the tool's name
 * @param arguments the arguments as JSON text
 * @param ownId the id of the call; empty for one in the form of the wire format
 */
public record FakeToolCall(String name, String arguments, String ownId) {
    private static final int FRAGMENT = 6;

    /** Returns the id of the call at a place of an answer. */
    String id(ReceivedCall call, String prefix, int index) {
        return ownId.isEmpty() ? call.id(prefix) + "_" + index : ownId;
    }

    /** The arguments in pieces as a stream sends them; a piece counts as one token. */
    List<String> fragments() {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < arguments.length(); from += FRAGMENT) {
            pieces.add(arguments.substring(from, Math.min(arguments.length(), from + FRAGMENT)));
        }
        return pieces;
    }
}
