package dev.pointsman.failure;

import dev.pointsman.model.Failure;
import dev.pointsman.model.FailureKind;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Exceptions of client libraries, known by the names of their classes from the resource {@code client-exceptions.txt},
 * so that no library is needed. Thread-safe; methods of a class are looked up once.
 */
final class ClientExceptions {
    static final ClientExceptions BUILT_IN = load();

    private static final String RESPONSE = "answer";
    private static final String NOTHING = "-";

    private final Map<String, List<String>> responses = new HashMap<>();
    private final Map<String, List<Rule>> rules = new HashMap<>();
    private final ClassValue<Optional<ResponseException>> readers = new ClassValue<>() {
        @Override
        protected Optional<ResponseException> computeValue(Class<?> type) {
            return lineage(type)
                    .filter(each -> responses.containsKey(each.getName()))
                    .findFirst()
                    .map(each -> new ResponseException(each, Objects.requireNonNull(responses.get(each.getName()))));
        }
    };
    private final ClassValue<List<Rule>> kinds = new ClassValue<>() {
        @Override
        protected List<Rule> computeValue(Class<?> type) {
            return lineage(type)
                    .flatMap(each -> rules.getOrDefault(each.getName(), List.of()).stream())
                    .toList();
        }
    };

    private record Rule(FailureKind kind, String message) {
        boolean matches(Throwable error) {
            String text = error.getMessage() == null ? "" : error.getMessage();
            return text.toLowerCase(Locale.ROOT).startsWith(message);
        }
    }

    private ClientExceptions() {}

    private static ClientExceptions load() {
        try (InputStream in = ClientExceptions.class.getResourceAsStream("client-exceptions.txt");
                BufferedReader lines =
                        new BufferedReader(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8))) {
            ClientExceptions table = new ClientExceptions();
            lines.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line ->
                            Stream.of(line.split("\\|", -1)).map(String::strip).toList())
                    .forEach(table::add);
            return table;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(List<String> columns) {
        String type = columns.get(1);
        if (columns.get(0).equals(RESPONSE)) {
            responses.put(type, columns.subList(2, 7));
        } else {
            FailureKind kind =
                    FailureKind.valueOf(columns.get(2).toUpperCase(Locale.ROOT).replace('-', '_'));
            String message = columns.get(3).equals(NOTHING) ? "" : columns.get(3);
            rules.merge(type, List.of(new Rule(kind, message)), ClientExceptions::both);
        }
    }

    private static List<Rule> both(List<Rule> first, List<Rule> second) {
        return Stream.of(first, second).flatMap(List::stream).collect(Collectors.toUnmodifiableList());
    }

    private static Stream<Class<?>> lineage(Class<?> type) {
        return Stream.<Class<?>>iterate(type, Objects::nonNull, Class::getSuperclass);
    }

    /** Returns the failure that an exception's response reports; null if it is not known to have one. */
    @Nullable
    Failure ofResponse(Throwable error) {
        return readers.get(error.getClass())
                .map(reader -> reader.failure(error))
                .orElse(null);
    }

    /** Returns the failure of an exception by its class; null if it is not known. */
    @Nullable
    Failure ofClass(Throwable error) {
        return kinds.get(error.getClass()).stream()
                .filter(rule -> rule.matches(error))
                .findFirst()
                .map(rule -> Failure.of(rule.kind(), error.getClass().getSimpleName()))
                .orElse(null);
    }

    /** Returns whether an exception is known to come from the caller's own code, with its causes. */
    boolean isCallers(Throwable error) {
        Failure known = ofClass(error);
        return known != null && known.kind() == FailureKind.CALLER_ERROR;
    }
}
