namespace TorchSharp;

public static partial class torch
{
    public static partial class nn
    {
        /// <content>Saving and loading, in TorchSharp's own binary format.</content>
        public partial class Module
        {
            public virtual Dictionary<string, Tensor> state_dict(Dictionary<string, Tensor>? destination = null, string? prefix = null)
            {
                destination ??= [];
                string Key(string own) => string.IsNullOrEmpty(prefix) ? own : $"{prefix}.{own}";
                foreach (var (own, parameter) in _parametersByName) destination.TryAdd(Key(own), parameter);
                foreach (var (own, buffer) in _buffersByName) destination.TryAdd(Key(own), buffer);
                foreach (var (child, module) in _modulesByName) module.state_dict(destination, Key(child));
                return destination;
            }

            public virtual (IList<string> missing_keys, IList<string> unexpected_keyes) load_state_dict(Dictionary<string, Tensor> source, bool strict = true, IList<string>? skip = null)
            {
                skip ??= [];
                var destination = state_dict();
                var unexpected = source.Keys.Where(key => !skip.Contains(key) && !destination.ContainsKey(key)).ToList();
                var missing = destination.Keys.Where(key => !skip.Contains(key) && !source.ContainsKey(key)).ToList();
                if (strict && (missing.Count > 0 || unexpected.Count > 0))
                    throw new InvalidOperationException("The loaded state_dict is not identical to the target dictionary.");

                using var unrecorded = no_grad();
                foreach (var (key, tensor) in source)
                {
                    if (!skip.Contains(key) && destination.TryGetValue(key, out var target)) target.copy_(tensor);
                }
                return (missing, unexpected);
            }

            public Module save(BinaryWriter writer, IList<string>? skip = null)
            {
                var entries = state_dict().Where(entry => skip is null || !skip.Contains(entry.Key)).ToList();
                writer.Encode(entries.Count);
                foreach (var (key, tensor) in entries)
                {
                    writer.Write(key);
                    tensor.Save(writer);
                }
                return this;
            }

            public virtual Module load(BinaryReader reader, bool strict = true, IList<string>? skip = null, Dictionary<string, bool>? loadedParameters = null)
            {
                var sd = state_dict();
                var entries = reader.Decode();
                if (strict && entries != sd.Count)
                    throw new ArgumentException($"Mismatched state_dict sizes: expected {sd.Count}, but found {entries} entries.");

                for (long i = 0; i < entries; i++)
                {
                    var key = reader.ReadString();
                    var found = sd.TryGetValue(key, out var target);
                    if (strict && !found)
                        throw new ArgumentException($"Mismatched module state names: the target modules does not have a submodule or buffer named '{key}'");
                    if (found && skip?.Contains(key) != true) target!.Load(reader);
                    else Serialization.Read(reader).Dispose();
                    loadedParameters?.Add(key, found);
                }
                return this;
            }
        }
    }
}
