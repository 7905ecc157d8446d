package dev.pointsman.wire;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class JsonEditTest {
    private static final JsonNode NEW = TextNode.valueOf("new");

    private static JsonEdit edit(String json) {
        return new JsonEdit(json.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(JsonEdit edit) {
        return new String(edit.bytes(), StandardCharsets.UTF_8);
    }

    @Test
    void onlyTheFieldChanges() {
        String json = " { \"a\" : [1 , 2.50,\"}\"] ,\n \"model\" : \"old\\\"\" , \"é\":{\"model\":1e2} } ";
        assertThat(text(edit(json).set("model", NEW))).isEqualTo(json.replace("\"old\\\"\"", "\"new\""));
    }

    @Test
    void aFieldIsAddedAtTheEnd() {
        assertThat(text(edit("{\"a\":1 }").set("b", NEW))).isEqualTo("{\"a\":1,\"b\":\"new\" }");
        assertThat(text(edit("{}").set("b", NEW))).isEqualTo("{\"b\":\"new\"}");
    }

    @Test
    void fieldsAreRemovedWithTheirComma() {
        String json = "{\"a\":1, \"b\":2, \"c\":3, \"d\":4}";
        assertThat(text(edit(json).remove("a"))).isEqualTo("{\"b\":2, \"c\":3, \"d\":4}");
        assertThat(text(edit(json).remove("b").remove("c"))).isEqualTo("{\"a\":1, \"d\":4}");
        assertThat(text(edit(json).remove("c").remove("d"))).isEqualTo("{\"a\":1, \"b\":2}");
        assertThat(text(edit(json).remove("x"))).isEqualTo(json);
    }

    @Test
    void bothOfTwoFieldsOfOneNameChange() {
        assertThat(text(edit("{\"m\":1,\"\\u006d\":2}").set("m", NEW)))
                .isEqualTo("{\"m\":\"new\",\"\\u006d\":\"new\"}");
    }

    @Test
    void keptItemsKeepTheirBytes() {
        String json = "{\"x\": [ {\"a\": 1.0}, \"b\" , [ ] ], \"y\":0}";
        List<JsonNode> old = JsonFields.items(Trees.of(json), "x");
        assertThat(text(edit(json).items("x", old, List.of(old.get(0), NEW, old.get(2)))))
                .isEqualTo("{\"x\": [{\"a\": 1.0},\"new\",[ ]], \"y\":0}");
    }

    @Test
    void randomEditsHaveTheResultOfATreesEdit() {
        for (long seed = 0; seed < 2_000; seed++) {
            Random random = new Random(seed);
            JsonFields.ObjectBuilder tree = JsonFields.build();
            List<String> names = new ArrayList<>(List.of("a", "b\"", "c\\", "é", "model"));
            names.forEach(name -> tree.put(name, value(random, 3)));
            byte[] json = tree.node().toPrettyString().getBytes(StandardCharsets.UTF_8);
            JsonEdit edit = new JsonEdit(json);
            for (int edits = random.nextInt(4); edits > 0; edits--) {
                String name = random.nextInt(5) == 0 ? "z" : names.get(random.nextInt(names.size()));
                if (random.nextBoolean()) {
                    edit.remove(name);
                    tree.remove(name);
                } else {
                    edit.set(name, NEW);
                    tree.put(name, NEW);
                }
            }
            assertThat(Trees.of(new String(edit.bytes(), StandardCharsets.UTF_8)))
                    .as("seed %d", seed)
                    .isEqualTo(Trees.reread(tree.node()));
        }
    }

    private static JsonNode value(Random random, int depth) {
        return switch (random.nextInt(depth > 0 ? 5 : 3)) {
            case 0 -> TextNode.valueOf("a\"\\}],{[ é".substring(random.nextInt(9)));
            case 1 -> JsonFields.build().put("v", random.nextInt()).node().get("v");
            case 2 -> JsonFields.build().put("v", random.nextBoolean()).node().get("v");
            case 3 -> JsonFields.array(List.of(value(random, depth - 1), value(random, depth - 1)));
            default -> JsonFields.build().put("x,", value(random, depth - 1)).node();
        };
    }
}
