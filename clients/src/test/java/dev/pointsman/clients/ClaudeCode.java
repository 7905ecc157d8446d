package dev.pointsman.clients;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Claude Code, which speaks Anthropic's Messages. */
final class ClaudeCode extends CommandLineClient {
    private static final String PROGRAM = "node_modules/@anthropic-ai/claude-code/cli-wrapper.cjs";

    private final String program;

    ClaudeCode(Path folder) {
        super(folder);
        program = folder.resolve(PROGRAM).toString();
    }

    @Override
    public String name() {
        return "Claude Code";
    }

    @Override
    public Protocol protocol() {
        return Protocol.ANTHROPIC;
    }

    @Override
    public Providers.Tool tool() {
        return Providers.Tool.BASH;
    }

    @Override
    List<String> command(Call call) {
        return List.of(
                program, "-p", PROMPT, "--output-format", "json", "--allowedTools", "Bash", "--no-session-persistence");
    }

    @Override
    Map<String, String> environment(Call call, Path home) {
        return Map.of(
                "ANTHROPIC_BASE_URL", call.base(),
                "ANTHROPIC_API_KEY", KEY,
                "ANTHROPIC_MODEL", call.model(),
                "DISABLE_TELEMETRY", "1",
                "DISABLE_AUTOUPDATER", "1",
                "CLAUDE_CODE_MAX_RETRIES", "2",
                "CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC", "1");
    }

    @Override
    Outcome outcome(List<JsonNode> events) {
        JsonNode last = events.get(events.size() - 1);
        String text = last.path("result").asText();
        return last.path("is_error").asBoolean()
                ? Outcome.failed("result", last.path("api_error_status").asInt(), text)
                : Outcome.answer(text, last.path("stop_reason").asText());
    }
}
