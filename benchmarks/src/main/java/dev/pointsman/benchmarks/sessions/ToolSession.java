package dev.pointsman.benchmarks.sessions;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.Random;

/**
 * Session of an agent with a tool: its prompt grows by the answer, by results of the tool and by further questions, after a
 * system prompt that the sessions of its application share. The same for the same number.
 */
final class ToolSession {
    private static final int APPLICATIONS = 4;
    private static final int CHARACTERS = 4; // of a token
    private static final double MEDIAN_TURNS = 9;
    private static final double SPREAD_OF_TURNS = .7;
    private static final int MOST_TURNS = 40;
    private static final double LONG_PAUSES = .04;

    private final ObjectNode request = JsonNodeFactory.instance.objectNode();
    private final ArrayNode messages;
    private final Random random;
    private final int turns;

    ToolSession(int number) {
        random = new Random(7919L * number);
        turns = (int) Math.max(
                2, Math.min(MOST_TURNS, MEDIAN_TURNS * Math.exp(SPREAD_OF_TURNS * random.nextGaussian())));
        request.put("model", ProviderFleet.POOL).put("stream", true);
        request.putObject("stream_options").put("include_usage", true);
        addTool(request.putArray("tools").addObject());
        messages = request.putArray("messages");
        int application = number % APPLICATIONS;
        say("system", text(new Random(application), 2_000 * (1 + application)));
        say("user", text(random, 60));
    }

    private static void addTool(ObjectNode tool) {
        ObjectNode function = tool.put("type", "function").putObject("function");
        function.put("name", "read_file").put("description", "Reads a file.");
        ObjectNode parameters = function.putObject("parameters").put("type", "object");
        parameters.putObject("properties").putObject("path").put("type", "string");
        parameters.putArray("required").add("path");
    }

    /** Returns the number of calls. */
    int turns() {
        return turns;
    }

    /** Returns the body of the next call. */
    String body() {
        return request.toString();
    }

    /** Adds an answer, and what follows it: the tool's result, or another question. */
    void answered(ObjectNode message) {
        messages.add(message);
        JsonNode call = message.at("/tool_calls/0");
        if (call.isMissingNode()) {
            say("user", text(random, 40 + random.nextInt(80)));
        } else {
            messages.addObject()
                    .put("role", "tool")
                    .put("tool_call_id", call.path("id").asText())
                    .put("content", text(random, 400 + random.nextInt(2_600)));
        }
    }

    /** Returns the pause before the next call: that of a tool, sometimes that of a user. */
    Duration pause() {
        boolean isLong = random.nextDouble() < LONG_PAUSES;
        return Duration.ofMillis(isLong ? 1_500 + random.nextInt(3_500) : 80 + random.nextInt(320));
    }

    private void say(String role, String text) {
        messages.addObject().put("role", role).put("content", text);
    }

    private static String text(Random from, int tokens) {
        StringBuilder text = new StringBuilder(tokens * CHARACTERS + 16);
        while (text.length() < tokens * CHARACTERS) {
            text.append("line ").append(from.nextInt(1_000_000)).append("; ");
        }
        return text.toString();
    }
}
