package dev.pointsman.gateway;

/**
 * The end of one call as its client saw it.
 *
 * @param kind {@code whole}, {@code cancelled}, or the kind of failure
 * @param detail the model of a whole answer, the words of a failure
 */
record LoadResult(String kind, String detail) {
    static LoadResult whole(String model) {
        return new LoadResult("whole", model);
    }

    static LoadResult cancelled() {
        return new LoadResult("cancelled", "");
    }

    static LoadResult failed(String kind, String detail) {
        return new LoadResult(kind, detail.length() > 400 ? detail.substring(0, 400) : detail);
    }

    boolean isWhole() {
        return kind.equals("whole");
    }

    boolean isFailure() {
        return !isWhole() && !kind.equals("cancelled");
    }
}
