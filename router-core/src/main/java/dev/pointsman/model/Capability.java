package dev.pointsman.model;

/** Optional feature of a model; a request may require any set of them. */
public enum Capability {
    /** Reads images. */
    VISION,
    /** Calls tools (functions). */
    TOOLS,
    /** Calls several tools in one turn. */
    PARALLEL_TOOLS,
    /** Answers in JSON that follows a given schema. */
    JSON_SCHEMA,
    /** Continues an answer whose beginning the caller supplies. */
    PREFILL,
    /** Produces reasoning tokens before the answer. */
    REASONING,
    /** Reads PDF files. */
    PDF,
    /** Accepts audio input. */
    AUDIO_IN,
    /** Produces audio output. */
    AUDIO_OUT,
    /** Charges less for cached prompt tokens. */
    PROMPT_CACHING,
    /** Has built-in web search. */
    WEB_SEARCH;

    /**
     * Returns the capability with this name.
     *
     * @param word the name as in configuration, such as {@code json-schema}; case-insensitive, underscores allowed
     * @return the capability
     * @throws IllegalArgumentException if there is none of this name; the message lists the known ones
     */
    public static Capability of(String word) {
        return EnumNames.parse(Capability.class, word);
    }

    /** The name as in configuration, such as {@code json-schema}. */
    @Override
    public String toString() {
        return EnumNames.of(this);
    }
}
