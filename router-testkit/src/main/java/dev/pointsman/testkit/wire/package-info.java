/** Contract tests of provider protocols. */
@NullMarked
package dev.pointsman.testkit.wire;

import org.jspecify.annotations.NullMarked;
