package dev.pointsman.clients;

import dev.pointsman.testkit.Fault;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/** Column of the matrix: a kind of request, and the behaviour of its provider. */
enum Column {
    PLAIN("plain", Action.PLAIN),
    STREAM("stream", Action.STREAM),
    TOOLS("tools", Action.TOOLS),
    SCHEMA("JSON schema", Action.SCHEMA),
    CUT("cut", Action.STREAM),
    DOWN("all down", Action.STREAM),
    LIMIT("429", Action.STREAM),
    CONTEXT("context length", Action.STREAM),
    REFUSED("refused", Action.STREAM),
    FILTERED("filtered", Action.STREAM),
    KILL("kill", Action.STREAM),
    DRAIN("SIGTERM", Action.STREAM),
    OVER("grace over", Action.STREAM);

    private static final Set<Column> ANSWERS = Set.of(PLAIN, STREAM, TOOLS, SCHEMA);
    private static final Set<Column> ENDS = Set.of(KILL, DRAIN, OVER);
    private static final int SOME = 5;

    /** Kind of request; the constant in lower case is its name in the driver of the Node libraries. */
    enum Action {
        PLAIN,
        STREAM,
        TOOLS,
        SCHEMA;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    final String title;
    final Action action;

    Column(String title, Action action) {
        this.title = title;
        this.action = action;
    }

    /** Returns the fault of a model's request; {@code 1} is its first. */
    Fault fault(int request) {
        return switch (this) {
            case PLAIN, STREAM, TOOLS -> Fault.none();
            case SCHEMA -> Fault.says("{\"city\":\"Paris\"}");
            case CUT -> Fault.resetAfter(SOME);
            case DOWN -> Fault.status(503);
            case LIMIT -> request > 1 ? Fault.none() : Fault.rateLimited().retryAfter("4");
            case CONTEXT -> Fault.contextLengthExceeded();
            case REFUSED -> Fault.contentPolicyViolation();
            case FILTERED -> Fault.contentFilterAfter(SOME);
            case DRAIN -> Fault.slowTokens(Duration.ofMillis(250));
            case KILL, OVER -> Fault.slowTokens(Duration.ofSeconds(1));
        };
    }

    /** Returns the column of a pool. */
    static Column ofPool(String pool) {
        return valueOf(pool.substring(0, pool.indexOf('-')).toUpperCase(Locale.ROOT));
    }

    /** Returns whether nothing fails; such a column is measured with providers of every protocol. */
    boolean isAnswer() {
        return ANSWERS.contains(this);
    }

    /** Returns whether the stream ends by a failure after its first text, so that no status can tell it. */
    boolean breaksStream() {
        return this == CUT || this == KILL || this == OVER;
    }

    /** Returns whether the gateway's process ends during the stream. */
    boolean endsGateway() {
        return ENDS.contains(this);
    }
}
