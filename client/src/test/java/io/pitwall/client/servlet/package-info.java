/** Tests of the servlet hook in a real container. */
@NullMarked
package io.pitwall.client.servlet;

import org.jspecify.annotations.NullMarked;
