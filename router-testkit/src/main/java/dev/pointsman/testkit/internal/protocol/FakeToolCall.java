package dev.pointsman.testkit.internal.protocol;

import java.util.ArrayList;
import java.util.List;

/** One call of a tool that the answer asks for; the arguments are JSON text. */
public record FakeToolCall(String name, String arguments) {
    private static final int FRAGMENT = 6;

    /** The arguments in pieces as a stream sends them; a piece counts as one token. */
    List<String> fragments() {
        List<String> pieces = new ArrayList<>();
        for (int from = 0; from < arguments.length(); from += FRAGMENT) {
            pieces.add(arguments.substring(from, Math.min(arguments.length(), from + FRAGMENT)));
        }
        return pieces;
    }
}
