package dev.pointsman.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.pointsman.testkit.internal.protocol.JsonText;
import java.time.Duration;
import java.util.List;

/** Stream received by a client: the text of all bytes, and whether the body was truncated. */
record Received(int status, String raw, boolean broken, Duration took) {

    List<JsonNode> events() {
        return raw.lines()
                .filter(line -> line.startsWith("data: "))
                .map(line -> JsonText.parse(line.substring("data: ".length())))
                .filter(JsonNode::isObject)
                .toList();
    }

    /** The text of the answer, in either dialect. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (JsonNode event : events()) {
            text.append(event.at("/choices/0/delta/content").asText())
                    .append(event.at("/delta/text").asText());
        }
        return text.toString();
    }

    List<String> values(String pointer) {
        return events().stream()
                .map(event -> event.at(pointer))
                .filter(node -> !node.isMissingNode() && !node.isNull())
                .map(JsonNode::asText)
                .toList();
    }

    /** Whether the stream says of itself that the answer is whole. */
    boolean finished() {
        return !values("/choices/0/finish_reason").isEmpty()
                || !values("/delta/stop_reason").isEmpty();
    }
}
