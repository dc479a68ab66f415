using System.Collections.Generic;
using Fovea.Models;

namespace Fovea.Runtime.Passes;

/// <summary>Changes that several passes make to a list of nodes.</summary>
internal static class GraphEdit
{
    /// <summary>The nodes with some replaced, or dropped where the replacement is null.</summary>
    public static IReadOnlyList<Node> Replace(IReadOnlyList<Node> nodes, IReadOnlyDictionary<Node, Node?> replaced)
    {
        var result = new List<Node>(nodes.Count);
        foreach (Node node in nodes)
        {
            if (!replaced.TryGetValue(node, out Node? other))
                result.Add(node);
            else if (other is not null)
                result.Add(other);
        }

        return result;
    }
}
