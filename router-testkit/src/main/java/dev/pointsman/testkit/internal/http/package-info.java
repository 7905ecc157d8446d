/** HTTP/1.1 as the mock provider speaks it: its sockets, and the requests it reads. */
@NullMarked
package dev.pointsman.testkit.internal.http;

import org.jspecify.annotations.NullMarked;
