/**
 * State of one instance in a file: usage of limits and budgets, stored responses, and calls that wait. A killed process loses at most the
 * usage of half a second, which was not reported yet.
 */
@NullMarked
package dev.pointsman.file;

import org.jspecify.annotations.NullMarked;
