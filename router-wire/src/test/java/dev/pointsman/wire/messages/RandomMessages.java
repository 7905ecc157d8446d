package dev.pointsman.wire.messages;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Random requests of Anthropic's Messages, of the fields that a translation keeps. */
final class RandomMessages {
    private static final String[] TEXTS = {
        "Hello",
        "é ü 漢字 🙂",
        "a\nb\tc",
        "\"quoted\" \\ back",
        "{\"json\":1}",
        "x".repeat(300),
        " leading",
        "data:image/png"
    };
    private static final String[] IDS = {"toolu_01", "call-2", "functions.x:0", "9", "pointsman_x", "a b", "é"};

    private final Random random;
    private final List<String> open = new ArrayList<>(); // calls without a result so far

    RandomMessages(long seed) {
        this.random = new Random(seed);
    }

    JsonNode request() {
        List<JsonNode> messages = new ArrayList<>();
        for (int turns = 1 + random.nextInt(4); turns > 0; turns--) {
            messages.add(turn("user", user()));
            messages.add(turn("assistant", assistant()));
        }
        messages.add(turn("user", user()));
        messages.add(turn("assistant", List.of(text())));
        messages.add(turn("user", List.of(text())));
        boolean tools = random.nextBoolean();
        return JsonFields.build()
                .put("model", "m")
                .put("max_tokens", 1 + random.nextInt(100_000))
                .putIfAny("system", random.nextBoolean() ? List.of(text(), text()) : List.of())
                .put("messages", messages)
                .put("temperature", random.nextInt(10) / 10.0)
                .put(
                        "top_p",
                        random.nextBoolean()
                                ? JsonFields.build().put("v", 0.5).node().get("v")
                                : null)
                .putIfAny("stop_sequences", random.nextBoolean() ? List.of(TextNode.valueOf("END")) : List.of())
                .put("thinking", thinking())
                .putIfAny("tools", tools ? List.of(tool("a"), tool("b")) : List.of())
                .put("tool_choice", tools ? choice() : null)
                .put(
                        "metadata",
                        random.nextBoolean()
                                ? JsonFields.build().put("user_id", "u-1").node()
                                : null)
                .node();
    }

    private static JsonNode turn(String role, List<JsonNode> blocks) {
        return JsonFields.build().put("role", role).put("content", blocks).node();
    }

    private List<JsonNode> user() {
        List<JsonNode> blocks = new ArrayList<>();
        for (String id : open) {
            blocks.add(typed("tool_result")
                    .put("tool_use_id", id)
                    .putIfAny("content", random.nextBoolean() ? List.of(text(), image()) : List.of())
                    .put("is_error", random.nextInt(4) == 0 ? isTrue() : null)
                    .put("cache_control", mark())
                    .node());
        }
        blocks.add(text());
        if (random.nextBoolean()) {
            blocks.add(image());
        }
        if (random.nextInt(4) == 0) {
            blocks.add(typed("document")
                    .put("source", source("application/pdf"))
                    .put("title", "a.pdf")
                    .put("cache_control", mark())
                    .node());
        }
        return blocks;
    }

    private List<JsonNode> assistant() {
        List<JsonNode> blocks = new ArrayList<>();
        if (random.nextBoolean()) {
            blocks.add(typed("thinking")
                    .put("thinking", random.nextBoolean() ? one(TEXTS) : "")
                    .put("signature", FuzzedProvider.SIGNED + one(IDS))
                    .node());
        }
        if (random.nextInt(4) == 0) {
            blocks.add(typed("redacted_thinking")
                    .put("data", FuzzedProvider.SIGNED + one(TEXTS))
                    .node());
        }
        blocks.add(text());
        open.clear();
        for (int calls = random.nextInt(3); calls > 0; calls--) {
            String id = one(IDS);
            if (open.contains(id)) {
                continue;
            }
            open.add(id);
            blocks.add(typed("tool_use")
                    .put("id", id)
                    .put("name", one(new String[] {"a", "b"}))
                    .put(
                            "input",
                            JsonFields.build()
                                    .put("k", one(TEXTS))
                                    .put("n", random.nextInt())
                                    .node())
                    .put("cache_control", mark())
                    .node());
        }
        return blocks;
    }

    private JsonNode text() {
        return typed("text")
                .put("text", one(TEXTS))
                .put("cache_control", mark())
                .node();
    }

    private JsonNode image() {
        JsonNode source = random.nextBoolean()
                ? source("image/png")
                : typed("url").put("url", "https://example.org/a.png").node();
        return typed("image").put("source", source).put("cache_control", mark()).node();
    }

    private JsonNode source(String mediaType) {
        return typed("base64").put("media_type", mediaType).put("data", "AAEC").node();
    }

    private @Nullable JsonNode thinking() {
        return switch (random.nextInt(4)) {
            case 0 -> typed("adaptive").node();
            case 1 -> typed("disabled").node();
            case 2 ->
                typed("enabled")
                        .put("budget_tokens", 1024 + random.nextInt(50_000))
                        .node();
            default -> null;
        };
    }

    private JsonNode tool(String name) {
        return JsonFields.build()
                .put("name", name)
                .put("description", random.nextBoolean() ? one(TEXTS) : null)
                .put("input_schema", typed("object").put("x", one(TEXTS)).node())
                .put("cache_control", mark())
                .node();
    }

    private JsonNode choice() {
        String type = one(new String[] {"auto", "any", "none", "tool"});
        return typed(type)
                .put("name", type.equals("tool") ? "a" : null)
                .put("disable_parallel_tool_use", !type.equals("none") && random.nextBoolean() ? isTrue() : null)
                .node();
    }

    private @Nullable JsonNode mark() {
        return random.nextInt(4) == 0 ? typed("ephemeral").node() : null;
    }

    private static JsonNode isTrue() {
        return JsonFields.build().put("v", true).node().get("v");
    }

    private static JsonFields.ObjectBuilder typed(String type) {
        return JsonFields.build().put("type", type);
    }

    String one(String[] values) {
        return values[random.nextInt(values.length)];
    }
}
