package dev.pointsman.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Codex CLI, which speaks OpenAI's Responses. */
final class Codex extends CommandLineClient {
    private static final String PROGRAM = "node_modules/@openai/codex/bin/codex.js";
    private static final Pattern STATUS = Pattern.compile("status:? (\\d{3})");

    private final String program;

    Codex(Path folder) {
        super(folder);
        program = folder.resolve(PROGRAM).toString();
    }

    @Override
    public String name() {
        return "Codex CLI";
    }

    @Override
    public Protocol protocol() {
        return Protocol.RESPONSES;
    }

    @Override
    public Providers.Tool tool() {
        return Providers.Tool.EXEC;
    }

    @Override
    List<String> command(Call call) {
        String provider = "{name=\"gateway\",base_url=\"" + call.base() + "/v1\",env_key=\"GATEWAY_KEY\","
                + "wire_api=\"responses\",request_max_retries=1,stream_max_retries=1}";
        return List.of(
                program,
                "exec",
                "--json",
                "--skip-git-repo-check",
                "--ephemeral",
                "--dangerously-bypass-approvals-and-sandbox",
                "-m",
                call.model(),
                "-c",
                "model_provider=gateway",
                "-c",
                "model_providers.gateway=" + provider,
                PROMPT);
    }

    @Override
    Map<String, String> environment(Call call, Path home) {
        return Map.of("GATEWAY_KEY", KEY);
    }

    @Override
    Outcome outcome(List<JsonNode> events) {
        String text = "";
        for (JsonNode event : events) {
            if (event.at("/item/type").asText().equals("agent_message")) {
                text = event.at("/item/text").asText();
            }
        }
        JsonNode last = events.get(events.size() - 1);
        if (last.path("type").asText().equals("turn.completed")) {
            return Outcome.answer(text, "");
        }
        String message = last.toString();
        Matcher status = STATUS.matcher(message);
        return Outcome.failed("turn.failed", status.find() ? Integer.parseInt(status.group(1)) : 0, message);
    }
}
