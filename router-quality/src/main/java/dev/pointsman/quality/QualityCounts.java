package dev.pointsman.quality;

/**
 * Counts of what a monitor was given, since its start.
 *
 * @param answers checked answers
 * @param grades grades of known decisions
 * @param unknown answers and grades of decisions that are unknown, or too old
 * @param dropped answers and grades that were lost because too many waited
 * @param badJson answers with a tool call whose arguments are not JSON
 * @param unknownTool answers with a call of a tool that the request did not have
 * @param schemaMismatch answers with a tool call whose arguments do not match the tool's schema
 */
public record QualityCounts(
        long answers, long grades, long unknown, long dropped, long badJson, long unknownTool, long schemaMismatch) {}
