package dev.pointsman.failure;

import dev.pointsman.model.Failure;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reader of one class of exceptions that carry an error response. Immutable and thread-safe. */
final class ResponseException {
    private static final String NOTHING = "-";
    private static final Pattern STATUS = Pattern.compile("(?<!\\d)[1-5]\\d\\d(?!\\d)");
    private static final Pattern PARAMETER = Pattern.compile("[\\w.\\[\\]-]{1,100}");
    private static final int LONGEST_STATUS = 16; // HTTP 400 - ...
    private static final int FIRST_ERROR = 300;

    private final String family;
    private final PropertyPath status;
    private final PropertyPath header;
    private final List<PropertyPath> codes;
    private final PropertyPath message;
    private final PropertyPath param;

    /**
     * Resolves the columns of a line.
     *
     * @param type the class that the line names
     * @param columns family, status, header, codes and message
     */
    ResponseException(Class<?> type, List<String> columns) {
        this.family = columns.get(0).equals(NOTHING) ? "" : columns.get(0);
        this.status = PropertyPath.of(type, columns.get(1));
        this.header = PropertyPath.of(type, columns.get(2));
        this.codes = Stream.of(columns.get(3).split(",", -1))
                .map(path -> PropertyPath.of(type, path))
                .toList();
        this.message = PropertyPath.of(type, columns.get(4));
        this.param = PropertyPath.of(type, "param");
    }

    /** Returns the failure that the response of an exception reports. */
    Failure failure(Throwable error) {
        ErrorText text = ErrorText.of(message.text(error, ""));
        Set<String> named = new LinkedHashSet<>();
        for (PropertyPath path : codes) {
            String code = path.text(error, "");
            if (code != null && !code.isBlank()) {
                named.add(code);
            }
        }
        named.addAll(text.codes());
        int http = number(status.text(error, ""));
        int known = http >= FIRST_ERROR
                ? http
                : named.stream().mapToInt(ResponseException::number).max().orElse(0);
        Refusal refusal = new Refusal("", family, known >= FIRST_ERROR ? known : 0, named, text.message());
        return RefusalTable.BUILT_IN.failure(
                refusal, RetryAfterHeader.of(name -> header.text(error, name)), parameter(error, text));
    }

    /** Returns the parameter of the request that the response names; empty if it is none, or no name. */
    private String parameter(Throwable error, ErrorText text) {
        String said = param.text(error, "");
        String named = said == null || said.isBlank() ? text.param() : said;
        return PARAMETER.matcher(named).matches() ? named : "";
    }

    private static int number(@Nullable String text) {
        if (text == null) {
            return 0;
        }
        Matcher found = STATUS.matcher(text.substring(0, Math.min(text.length(), LONGEST_STATUS)));
        return found.find() ? Integer.parseInt(found.group()) : 0;
    }
}
