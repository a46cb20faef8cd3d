/** What batches and transactions do, as R4 http.html#transaction says it, told over HTTP. */
package org.ketaminerecord.interaction.bundle;
