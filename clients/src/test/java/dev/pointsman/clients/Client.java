package dev.pointsman.clients;

import java.util.concurrent.CompletableFuture;

/** Client library, used in one way. */
interface Client {

    /** Returns the name, with the version. */
    String name();

    /** Returns the protocol that it speaks, as that of a provider. */
    Protocol protocol();

    /** Returns the tool that its provider calls. */
    default Providers.Tool tool() {
        return Providers.Tool.OFFERED;
    }

    /** Returns whether the client shows pieces of a stream as they come. */
    default boolean showsText() {
        return true;
    }

    /** Returns whether the client can do what a column asks for. */
    default boolean isMeasured(Column column) {
        return true;
    }

    /** Returns whether a cell belongs to the short form of the tests. */
    default boolean isQuick(Column column, Protocol provider) {
        return provider == protocol() || column == Column.STREAM || column == Column.TOOLS || column == Column.CUT;
    }

    /** Makes a call; completes when it has ended in any way. */
    CompletableFuture<Outcome> run(Call call);
}
