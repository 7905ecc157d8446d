package dev.pointsman.wire.bedrock;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.wire.EventDecoder;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.JsonReader;
import dev.pointsman.wire.ProviderExceptions;
import dev.pointsman.wire.ServerEvent;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.eventstream.HeaderValue;
import software.amazon.awssdk.eventstream.Message;
import software.amazon.awssdk.eventstream.MessageDecoder;

/**
 * Decoder of binary event frames by the AWS SDK's codec. Not thread-safe.
 *
 * <p>The name of an event is its type; exceptions and errors are events named {@link #ERROR}, in the shape of an error
 * body.
 */
final class BedrockFrames implements EventDecoder {
    static final String ERROR = "error";

    private final List<Message> decoded = new ArrayList<>();
    private final MessageDecoder decoder = new MessageDecoder(decoded::add);

    @Override
    public String mediaType() {
        return "application/vnd.amazon.eventstream";
    }

    @Override
    public List<ServerEvent> feed(byte[] bytes) {
        try {
            decoder.feed(bytes);
        } catch (RuntimeException broken) { // the codec throws several: for checksums, lengths, types of headers
            throw ProviderExceptions.badResponse("an event frame: damaged", "a frame with valid checksums");
        }
        List<ServerEvent> events = decoded.stream().map(BedrockFrames::event).toList();
        decoded.clear();
        return events;
    }

    private static ServerEvent event(Message message) {
        return switch (header(message, ":message-type")) {
            case "exception" -> {
                JsonNode body = JsonReader.objectOrNull(message.getPayload());
                String text = JsonFields.text(body, "message", JsonFields.text(body, "Message", ""));
                yield error(header(message, ":exception-type"), text);
            }
            case "error" -> error(header(message, ":error-code"), header(message, ":error-message"));
            default -> new ServerEvent(header(message, ":event-type"), message.getPayload());
        };
    }

    private static ServerEvent error(String type, String text) {
        JsonNode error =
                JsonFields.build().put("type", type).put("message", text).node();
        String body = JsonReader.text(JsonFields.build().put("error", error).node());
        return new ServerEvent(ERROR, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(Message message, String name) {
        HeaderValue value = message.getHeaders().get(name);
        try {
            return value == null ? "" : value.getString();
        } catch (IllegalStateException notText) {
            return "";
        }
    }
}
