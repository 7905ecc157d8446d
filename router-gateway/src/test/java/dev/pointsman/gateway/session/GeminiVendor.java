package dev.pointsman.gateway.session;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Google's {@code generateContent} since Gemini 3: the first call of a step of the current turn needs a signature. */
final class GeminiVendor extends CheckingVendor {
    private static final String PLACEHOLDER = "skip_thought_signature_validator";

    GeminiVendor(String account) {
        super(account);
    }

    @Override
    boolean isStreamed(JsonNode request, String path) {
        return path.contains(":streamGenerateContent");
    }

    @Override
    Plan check(JsonNode request, String path) {
        JsonNode contents = request.path("contents");
        int turn = 0; // the last turn of the user that is no result
        List<String> names = List.of();
        String role = "";
        for (int i = 0; i < contents.size(); i++) {
            JsonNode content = contents.get(i);
            require(!content.path("role").asText().equals(role), "Please ensure that roles alternate.");
            role = content.path("role").asText();
            List<String> responses = new ArrayList<>();
            List<String> calls = new ArrayList<>();
            for (JsonNode part : content.path("parts")) {
                if (part.has("functionResponse")) {
                    responses.add(part.at("/functionResponse/name").asText());
                }
                if (part.has("functionCall")) {
                    calls.add(part.at("/functionCall/name").asText());
                }
                String signature = part.path("thoughtSignature").asText();
                require(
                        signature.isEmpty() || signature.equals(PLACEHOLDER) || isOwn(signature, bound(part)),
                        "Invalid thought signature.");
            }
            require(
                    responses.equals(names),
                    "Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.");
            names = calls;
            turn = role.equals("user") && responses.isEmpty() ? i : turn;
        }
        require(names.isEmpty(), "Please ensure that function call turn is followed by its responses.");
        for (int i = turn; i < contents.size(); i++) {
            for (JsonNode part : contents.get(i).path("parts")) {
                if (part.has("functionCall")) {
                    require(
                            part.has("thoughtSignature"),
                            "Function call is missing a thought_signature in functionCall parts.");
                    break;
                }
            }
        }
        return plan(contents.get(contents.size() - 1).toString());
    }

    private static String bound(JsonNode part) {
        return part.has("functionCall")
                ? part.at("/functionCall/args").toString()
                : part.path("text").asText();
    }

    private List<ObjectNode> parts(Plan plan) {
        List<ObjectNode> parts = new ArrayList<>();
        parts.add(object("{'text':'Hm.','thought':true}"));
        for (int i = 0; i < plan.calls(); i++) {
            ObjectNode part = object("{'functionCall':{'name':'look'}}");
            ObjectNode call = (ObjectNode) part.path("functionCall");
            call.putObject("args").put("at", plan.step()).put("part", i);
            if (plan.step() % 2 == 0) {
                call.put("id", "g" + next());
            }
            parts.add(i > 0 ? part : part.put("thoughtSignature", state(bound(part))));
        }
        if (plan.calls() == 0) {
            ObjectNode text = object("{}").put("text", plan.text());
            parts.add(text.put("thoughtSignature", state(bound(text))));
        }
        return parts;
    }

    private static ObjectNode answer(String id, List<ObjectNode> parts, boolean end) {
        ObjectNode answer = object(
                        "{'candidates':[{'index':0,'content':{'role':'model','parts':[]}}],'modelVersion':'gemini-3-pro',"
                                + "'usageMetadata':{'promptTokenCount':10,'candidatesTokenCount':5,'totalTokenCount':15}}")
                .put("responseId", id);
        ObjectNode candidate = (ObjectNode) answer.at("/candidates/0");
        parts.forEach(((ArrayNode) candidate.at("/content/parts"))::add);
        if (end) {
            candidate.put("finishReason", "STOP");
        }
        return answer;
    }

    @Override
    ObjectNode whole(JsonNode request, Plan plan) {
        return answer("r" + next(), parts(plan), true);
    }

    @Override
    List<String> events(JsonNode request, Plan plan) {
        String id = "r" + next();
        List<String> events = new ArrayList<>();
        List<ObjectNode> parts = parts(plan);
        for (int i = 0; i < parts.size(); i++) {
            events.add("data: " + answer(id, List.of(parts.get(i)), i == parts.size() - 1) + "\r\n\r\n");
        }
        return events;
    }

    @Override
    ObjectNode error(int status, String message) {
        ObjectNode error = object("{}");
        error.putObject("error")
                .put("code", status)
                .put("status", status == 400 ? "INVALID_ARGUMENT" : "UNAVAILABLE")
                .put("message", message);
        return error;
    }
}
