package main

// A lineup does work on items in parallel and gives the results in the order
// of the items, on the goroutine that puts them in. It holds few at a time.
type lineup[A, B any] struct {
	work  func(A) B     // runs on any goroutine
	give  func(B) error // an error ends the lineup
	slots chan struct{} // one for each worker
	queue []chan B      // results to come, in order
	ahead int           // length that the queue may have
}

func newLineup[A, B any](workers int, work func(A) B, give func(B) error) *lineup[A, B] {
	return &lineup[A, B]{work: work, give: give, slots: make(chan struct{}, workers), ahead: 4 * workers}
}

// put takes an item. It waits where too many are under way.
func (l *lineup[A, B]) put(a A) error {
	if len(l.queue) == l.ahead {
		if err := l.next(); err != nil {
			return err
		}
	}
	result := make(chan B, 1)
	l.queue = append(l.queue, result)
	l.slots <- struct{}{}
	go func() {
		defer func() { <-l.slots }()
		result <- l.work(a)
	}()
	return nil
}

// next gives the oldest result.
func (l *lineup[A, B]) next() error {
	b := <-l.queue[0]
	l.queue = l.queue[1:]
	return l.give(b)
}

// flush gives all results that are still to come.
func (l *lineup[A, B]) flush() error {
	for len(l.queue) > 0 {
		if err := l.next(); err != nil {
			return err
		}
	}
	return nil
}
