package dev.pointsman.model;

/** Something a model can do that not every model can; a call may require any set of them. */
public enum Capability {
    /** Reads images. */
    VISION,
    /** Calls tools (functions). */
    TOOLS,
    /** Calls several tools in one turn. */
    PARALLEL_TOOLS,
    /** Answers in JSON that follows a given schema. */
    JSON_SCHEMA,
    /** Goes on after the beginning of an answer that the caller supplies. */
    PREFILL,
    /** Thinks before it answers. */
    REASONING,
    /** Reads PDF files. */
    PDF,
    /** Hears sound. */
    AUDIO_IN,
    /** Speaks. */
    AUDIO_OUT,
    /** Charges less for a prompt it has seen before. */
    PROMPT_CACHING,
    /** Searches the web by itself. */
    WEB_SEARCH;

    /**
     * The capability of this name.
     *
     * @param word the name as in configuration, such as {@code json-schema}; case and underscores do not matter
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
