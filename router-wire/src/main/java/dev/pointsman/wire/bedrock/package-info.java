/** Amazon Bedrock's Converse, translated from and to the neutral form. */
@NullMarked
package dev.pointsman.wire.bedrock;

import org.jspecify.annotations.NullMarked;
