package dev.pointsman.gateway.response;

import static org.assertj.core.api.Assertions.assertThat;

import dev.pointsman.failure.ModelsExhaustedException;
import dev.pointsman.failure.RequestRefusedException;
import dev.pointsman.failure.RoutingException;
import dev.pointsman.failure.RoutingException.Availability;
import dev.pointsman.gateway.Gateway;
import dev.pointsman.gateway.response.ErrorResponses.Answer;
import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import dev.pointsman.trace.RouteTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page on errors says of each kind of failure and of each code what the gateway does. */
class ErrorsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "errors.md");
    private static final Path SOURCES = Path.of("src", "main", "java", "dev", "pointsman", "gateway");
    private static final Pattern ROW =
            Pattern.compile("^\\| `([a-z-]+)` \\|[^|]*\\| ([^|]+) \\| ([^|]+) \\|$", Pattern.MULTILINE);
    private static final Pattern CODE = Pattern.compile("\"([a-z]+(?:_[a-z]+)+)\"");
    private static final Set<String> TYPES = Set.of("invalid_request_error", "rate_limit_error", "server_error");
    private static final Set<FailureKind> OF_THE_CALLER = Set.of(FailureKind.CALLER_ERROR, FailureKind.CANCELLED);
    private static final String OWN = "the provider's";

    @Test
    void everyKindHasTheStatusAndCodeOfItsRow() throws IOException {
        Map<String, MatchResult> rows = ROW.matcher(Files.readString(PAGE))
                .results()
                .collect(Collectors.toMap(row -> row.group(1), Function.identity()));
        List<FailureKind> kinds = Arrays.stream(FailureKind.values())
                .filter(kind -> !OF_THE_CALLER.contains(kind))
                .toList();
        assertThat(rows.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        kinds.stream().map(FailureKind::toString).toList());
        for (FailureKind kind : kinds) {
            MatchResult row = rows.get(kind.toString());
            Answer answer = ErrorResponses.of(ending(kind));
            int status = answer.status().getCode();
            assertThat(row.group(2)).as("status of %s", kind).isEqualTo(status == 418 ? OWN : String.valueOf(status));
            assertThat(row.group(3)).as("code of %s", kind).isEqualTo(written(answer.code()));
            assertThat(answer.param())
                    .isEqualTo(kind.isOfRequest() && kind != FailureKind.UNSUPPORTED ? "its_param" : null);
        }
    }

    private static String written(@Nullable String code) {
        return code == null ? "none" : code.equals("its_own") ? OWN : "`" + code + "`";
    }

    /** The end of a call by a failure with a status, code and parameter that no other would have. */
    private static RoutingException ending(FailureKind kind) {
        RouteTrace trace = new RouteTrace("i", 1, "chat", "speed", List.of(), null);
        Failure failure = kind == FailureKind.UNSUPPORTED // it was not sent
                ? Failure.of(kind, "m")
                : new Failure(kind, 418, "m", null, "", "its_own", "its_param");
        RuntimeException cause = new RuntimeException();
        return kind.isOfRequest()
                ? new RequestRefusedException(trace, failure, cause)
                : new ModelsExhaustedException(
                        trace, failure, cause, new Availability(List.of(), List.of(), null, false));
    }

    @Test
    void everyCodeOfTheGatewayIsOnThePage() throws IOException {
        String page = Files.readString(PAGE);
        List<String> codes = Stream.of(
                        "response/ErrorResponses.java",
                        "response/RefusedCallException.java",
                        "request/MalformedRequests.java",
                        "access/AccessFilter.java",
                        "ErrorHandlers.java")
                .flatMap(file -> CODE.matcher(read(SOURCES.resolve(file))).results())
                .map(code -> code.group(1))
                .filter(code -> !TYPES.contains(code))
                .distinct()
                .toList();
        assertThat(codes)
                .hasSizeGreaterThan(12)
                .allSatisfy(code -> assertThat(page).contains("`" + code + "`"));
    }

    @Test
    void mistakesOfTheConfigurationReadAsOnThePage() throws IOException {
        String wrong = """
                gateway: { limit: 1 }
                """;
        String page = Files.readString(PAGE);
        assertThat(mistake(wrong)).startsWith("gateway.limit: unknown (expected: none, or one of: gateway.demo, ");
        assertThat(page).contains("gateway.limit: unknown (expected: none, or one of: gateway.demo, …)");
        assertThat(mistake("""
                pointsman:
                  providers: { openai: { wire: openai, api-key: k } }
                  models: [{ id: gpt-4.1, provider: openai }, { id: gpt-4.1-mini, provider: openai }]
                  pools: { chat: { primary: [gpt-4.1, gpt-5] } }
                """).lines().map(String::strip).filter(line -> line.startsWith("pointsman.")))
                .isSubsetOf(page.lines().toList())
                .hasSize(2);
    }

    @Test
    void aVariableThatIsNotSetIsNamedAsOnThePage() throws IOException {
        assertThat(mistake("""
                pointsman:
                  providers: { openai: { wire: openai, url: "http://localhost:1", api-key: "${NOT_SET_ANYWHERE}" } }
                  models: [{ id: m, provider: openai }]
                  pools: { chat: { primary: [m] } }
                """)).contains("Could not resolve placeholder ${NOT_SET_ANYWHERE}");
        assertThat(Files.readString(PAGE)).contains("`Could not resolve placeholder ${NAME}`");
    }

    private static String mistake(String yaml) {
        try (Gateway gateway = Gateway.start(yaml)) {
            throw new AssertionError("it started on port " + gateway.port());
        } catch (Exception e) {
            return Gateway.mistake(e).orElseThrow();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file.toString(), e);
        }
    }
}
