package dev.pointsman.wire.responses;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.pointsman.wire.JsonFields;
import dev.pointsman.wire.internal.JsonTypes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Tools of a request, and the tool that a name in the answer belongs to.
 *
 * <p>Functions stay functions, those inside a namespace under a joined name. A custom tool becomes a function with one
 * text. Tools that the provider would run itself and that the model need not use are left out.
 */
final class ResponsesTools {
    /** Tools of the provider that a model may do without: Codex offers them in every request. */
    private static final Set<String> OPTIONAL =
            Set.of("web_search", "web_search_preview", "tool_search", "image_generation");

    private static final Set<String> CHOICES = Set.of("auto", "none", "required");

    private final Map<String, ToolName> names = new LinkedHashMap<>();
    private final Map<String, JsonNode> functions = new LinkedHashMap<>(); // by joined name
    private final List<JsonNode> effective = new ArrayList<>();
    private final List<String> lost;
    private @Nullable JsonNode choice;

    private ResponsesTools(List<String> lost) {
        this.lost = lost;
    }

    static ResponsesTools of(JsonNode json, List<JsonNode> items, List<String> lost) {
        ResponsesTools tools = new ResponsesTools(lost);
        tools.addAll(JsonFields.items(json, "tools"), "tools");
        for (int i = 0; i < items.size(); i++) {
            if (JsonFields.text(items.get(i), "type", "").equals("additional_tools")) {
                tools.addAll(JsonFields.items(items.get(i), "tools"), "input[" + i + "].tools");
            }
        }
        tools.choose(JsonFields.field(json, "tool_choice"));
        return tools;
    }

    private void addAll(List<JsonNode> list, String path) {
        for (int i = 0; i < list.size(); i++) {
            if (add(list.get(i), null, path + "[" + i + "]")) {
                effective.add(list.get(i));
            }
        }
    }

    private boolean add(JsonNode tool, @Nullable String namespace, String path) {
        String type = JsonFields.text(tool, "type", "none");
        String name = JsonFields.text(tool, "name", "");
        switch (type) {
            case "function" -> put(new ToolName(namespace, name, false), function(tool));
            case "custom" -> put(new ToolName(namespace, name, true), CustomTools.function(tool));
            case "namespace" -> {
                List<JsonNode> inside = JsonFields.items(tool, "tools");
                for (int i = 0; i < inside.size(); i++) {
                    add(inside.get(i), name, path + ".tools[" + i + "]");
                }
            }
            default -> {
                if (!OPTIONAL.contains(type)) {
                    lost.add(ResponsesFields.lostPath(path + ".type", type));
                }
                return false;
            }
        }
        return true;
    }

    private void put(ToolName name, JsonFields.ObjectBuilder function) {
        names.put(name.joined(), name);
        functions.put(
                name.joined(),
                JsonFields.build()
                        .put("type", "function")
                        .put("function", function.put("name", name.joined()).node())
                        .node());
    }

    private static JsonFields.ObjectBuilder function(JsonNode tool) {
        JsonNode parameters = JsonFields.field(tool, "parameters");
        return JsonFields.build()
                .put("name", "")
                .put("description", JsonFields.text(tool, "description"))
                .put("parameters", parameters)
                .put("strict", parameters == null ? null : JsonFields.field(tool, "strict"));
    }

    private void choose(@Nullable JsonNode given) {
        if (given == null) {
            return;
        }
        if (given.isTextual()) {
            word(given.textValue());
            return;
        }
        String type = JsonFields.text(given, "type", JsonTypes.of(given));
        switch (type) {
            case "function", "custom" -> choice = named(ToolName.of(given).joined());
            case "allowed_tools" -> allow(JsonFields.items(given, "tools"), JsonFields.text(given, "mode", "auto"));
            default -> lost.add(ResponsesFields.lostPath("tool_choice.type", type));
        }
    }

    private void word(String word) {
        if (!CHOICES.contains(word) || (word.equals("required") && functions.isEmpty())) {
            lost.add(ResponsesFields.lostPath("tool_choice", word));
        } else if (!functions.isEmpty()) {
            choice = TextNode.valueOf(word);
        }
    }

    /** The other tools are not offered: the neutral form has no way to offer and forbid a tool at once. */
    private void allow(List<JsonNode> allowed, String mode) {
        Set<String> kept =
                allowed.stream().map(tool -> ToolName.of(tool).joined()).collect(Collectors.toCollection(TreeSet::new));
        functions.keySet().retainAll(kept);
        word(mode);
    }

    private static JsonNode named(String name) {
        return JsonFields.build()
                .put("type", "function")
                .put("function", JsonFields.build().put("name", name).node())
                .node();
    }

    /** Returns the tools in the neutral form. */
    List<JsonNode> neutral() {
        return List.copyOf(functions.values());
    }

    /** Returns the tool choice in the neutral form; null if it is the default or there are no tools. */
    @Nullable
    JsonNode choice() {
        return choice;
    }

    /** Returns the tools of the request that were offered to the model. */
    List<JsonNode> effective() {
        return effective;
    }

    /** Returns the tool that a model calls by a name; an unknown name is that of a function. */
    ToolName called(String joined) {
        ToolName known = names.get(joined);
        return known == null ? new ToolName(null, joined, false) : known;
    }
}
