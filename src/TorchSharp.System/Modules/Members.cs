using System.Collections;

namespace TorchSharp.Modules;

/// <summary>Named things in the order in which they were registered.</summary>
internal sealed class Members<T> : IEnumerable<(string name, T value)>
{
    private readonly List<(string name, T value)> _list = [];

    internal bool Contains(string name) => _list.Exists(entry => entry.name == name);

    internal bool TryGet(string name, out T value)
    {
        var at = _list.FindIndex(entry => entry.name == name);
        value = at < 0 ? default! : _list[at].value;
        return at >= 0;
    }

    internal void Set(string name, T value)
    {
        var at = _list.FindIndex(entry => entry.name == name);
        if (at < 0) _list.Add((name, value));
        else _list[at] = (name, value);
    }

    internal void Remove(string name) => _list.RemoveAll(entry => entry.name == name);

    public IEnumerator<(string name, T value)> GetEnumerator() => _list.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
