package dev.pointsman.gateway;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Protocol of a client in front of the gateway: its requests, and the meaning of its answers. */
enum ClientForm {
    CHAT("/v1/chat/completions", "messages", "max_tokens") {
        @Override
        String text(JsonNode answer) {
            return answer.at("/choices/0/message/content").asText("");
        }

        @Override
        String piece(JsonNode event) {
            return event.at("/choices/0/delta/content").asText("");
        }

        @Override
        String finish(JsonNode event) {
            return event.at("/choices/0/finish_reason").asText("").replace("null", "");
        }

        @Override
        boolean isError(JsonNode event) {
            return event.has("error");
        }

        @Override
        JsonNode usage(JsonNode event) {
            return event.path("usage");
        }
    },

    MESSAGES("/v1/messages", "messages", "max_tokens") {
        @Override
        String text(JsonNode answer) {
            StringBuilder text = new StringBuilder();
            answer.path("content")
                    .forEach(block -> text.append(block.path("text").asText()));
            return text.toString();
        }

        @Override
        String piece(JsonNode event) {
            return event.at("/delta/text").asText("");
        }

        @Override
        String finish(JsonNode event) {
            JsonNode reason = event.has("delta") ? event.at("/delta/stop_reason") : event.path("stop_reason");
            return reason.asText("").replace("null", "");
        }

        @Override
        boolean isError(JsonNode event) {
            return event.path("type").asText().equals("error");
        }

        @Override
        JsonNode usage(JsonNode event) {
            return event.path("usage");
        }
    },

    RESPONSES("/v1/responses", "input", "max_output_tokens") {
        @Override
        String text(JsonNode answer) {
            StringBuilder text = new StringBuilder();
            for (JsonNode item : answer.path("output")) {
                if (item.path("type").asText().equals("message")) {
                    item.path("content")
                            .forEach(part -> text.append(part.path("text").asText()));
                }
            }
            return text.toString();
        }

        @Override
        String piece(JsonNode event) {
            return event.path("type").asText().equals("response.output_text.delta")
                    ? event.path("delta").asText()
                    : "";
        }

        @Override
        String finish(JsonNode event) {
            String status = event.path("type").asText().isEmpty()
                    ? event.path("status").asText()
                    : event.at("/response/status").asText();
            return status.replace("in_progress", "");
        }

        @Override
        boolean isError(JsonNode event) {
            return event.path("type").asText().equals("error")
                    || event.path("error").isObject();
        }

        @Override
        JsonNode usage(JsonNode event) {
            return event.has("response") ? event.at("/response/usage") : event.path("usage");
        }
    };

    private final String path;
    private final String conversation;
    private final String limit;

    ClientForm(String path, String conversation, String limit) {
        this.path = path;
        this.conversation = conversation;
        this.limit = limit;
    }

    String path() {
        return path;
    }

    /** Returns a letter for tables. */
    String letter() {
        return name().substring(0, 1);
    }

    /** Returns the name of the field with the conversation. */
    String conversation() {
        return conversation;
    }

    /** Returns a request of one user message with more fields. */
    String hello(String model, boolean stream, String fields) {
        return request(model, stream, "[{\"role\":\"user\",\"content\":\"Hello\"}]", fields);
    }

    /** Returns a request of a conversation in this protocol's form. */
    String request(String model, boolean stream, String messages, String fields) {
        String usage = this == CHAT && stream ? ",\"stream_options\":{\"include_usage\":true}" : "";
        return "{\"model\":\"%s\",\"stream\":%s,\"%s\":2000%s%s%s,\"%s\":%s}"
                .formatted(model, stream, limit, usage, fields.isEmpty() ? "" : ",", fields, conversation, messages);
    }

    /** Returns the text of a whole answer. */
    abstract String text(JsonNode answer);

    /** Returns the text of an event. */
    abstract String piece(JsonNode event);

    /** Returns the finish reason of an event or a whole answer; empty for none. */
    abstract String finish(JsonNode event);

    abstract boolean isError(JsonNode event);

    /** Returns the usage in an event or a whole answer; missing for none. */
    abstract JsonNode usage(JsonNode event);

    /** Returns whether a finish reason says that the answer is as long as the model wanted it. */
    static boolean isWhole(String finish) {
        return List.of("stop", "end_turn", "completed", "tool_calls", "tool_use")
                .contains(finish);
    }

    /** Returns whether a text has the mark that ends a stream of this protocol. */
    boolean isEnded(String body) {
        return body.contains(
                switch (this) {
                    case CHAT -> "data: [DONE]";
                    case MESSAGES -> "event: message_stop";
                    case RESPONSES -> "event: response.completed";
                });
    }

    /** Returns the object with the fields of an error. */
    static JsonNode error(JsonNode event) {
        return event.path("error").isObject() ? event.path("error") : event;
    }

    static List<JsonNode> events(String body) {
        return Heard.data(body).stream()
                .filter(line -> line.startsWith("{"))
                .map(Gateway::json)
                .toList();
    }

    String text(List<JsonNode> events) {
        return events.stream().map(this::piece).collect(Collectors.joining());
    }

    /** Returns the only finish reason of a stream; empty for none. */
    String finish(List<JsonNode> events) {
        return events.stream().map(this::finish).filter(one -> !one.isEmpty()).collect(Collectors.joining(","));
    }

    /** Returns the last usage of a stream. */
    JsonNode usage(List<JsonNode> events) {
        return events.stream()
                .map(this::usage)
                .filter(JsonNode::isObject)
                .reduce((first, last) -> last)
                .orElse(Objects.requireNonNull(MissingNode.getInstance()));
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
