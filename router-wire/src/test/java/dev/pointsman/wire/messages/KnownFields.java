package dev.pointsman.wire.messages;

import java.util.Arrays;
import java.util.List;
import java.util.Set;

/** Names of the fields that requests to Messages may have. */
public final class KnownFields {
    private static final Set<String> OF_EVERY_REQUEST = Set.of("model", "messages", "stream");

    private KnownFields() {}

    /** The fields whose presence is a choice of the client. */
    public static List<String> ofMessages() {
        return Arrays.stream(MessagesField.values())
                .map(MessagesField::field)
                .filter(field -> !OF_EVERY_REQUEST.contains(field))
                .toList();
    }
}
