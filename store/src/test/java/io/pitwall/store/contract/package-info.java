/** What every store must do, as tests: an implementation extends them and says how it is opened. */
@NullMarked
package io.pitwall.store.contract;

import org.jspecify.annotations.NullMarked;
