/// Options that cannot be met, each by itself or all together; the words name the key to change.
package protocol UnmetOptions: Error, CustomStringConvertible {}
